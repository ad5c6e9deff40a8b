/** How much noise may change a value so that black and white can still be told apart. */
const NOISE = 60

/**
 * Whether a page can read what it has drawn. Browsers that resist fingerprinting give random values instead, also for
 * a camera's picture, and then no code is ever found.
 */
export function readsPictures(): boolean {
  const canvas = Object.assign(document.createElement('canvas'), { width: 16, height: 16 })
  const pen = canvas.getContext('2d')
  if (!pen) return false
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, 16, 16)
  pen.fillStyle = '#000'
  pen.fillRect(0, 0, 8, 16)
  const { data } = pen.getImageData(0, 0, 16, 16)
  const isDrawn = (value: number, at: number) => {
    const white = at % 4 === 3 || (at / 4) % 16 >= 8
    return Math.abs(value - (white ? 255 : 0)) <= NOISE
  }
  return data.every(isDrawn)
}
