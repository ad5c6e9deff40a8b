interface WithNameProps {
  readonly text: string
  /** The name as it is in the text. Null if there is none. */
  readonly name: string | null
}

/** A text with the name of an account, which translators must not change. */
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
