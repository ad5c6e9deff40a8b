interface WithNameProps {
  readonly text: string
  /** Stands in the text as it is; null where none does. */
  readonly name: string | null
}

/** A text in which the name of an account stands, which translators must not change. */
export function WithName({ text, name }: WithNameProps) {
  const at = name ? text.lastIndexOf(name) : -1
  if (!name || at < 0) return <>{text}</>
  return (
    <>
      {text.slice(0, at)}
      <span translate={false}>{name}</span>
      {text.slice(at + name.length)}
    </>
  )
}
