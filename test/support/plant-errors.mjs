// Loaded into a node before everything else: signals then bring about errors that nothing catches.
process.on('SIGUSR2', () => {
  throw new Error('planted and thrown')
})
process.on('SIGWINCH', () => {
  void Promise.reject(new Error('planted and rejected'))
})
