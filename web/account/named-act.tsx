interface NamedActProps {
  readonly verb: string
  readonly name: string
}

/** What a button does, and to which of several things for those who only hear it. */
export function NamedAct({ verb, name }: NamedActProps) {
  return (
    <span>
      {verb}
      <span class="visually-hidden"> {name}</span>
    </span>
  )
}
