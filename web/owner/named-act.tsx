interface NamedActProps {
  readonly verb: string
  readonly name: string
}

/** What a button does and, for people who only hear it, to which of several things. */
export function NamedAct({ verb, name }: NamedActProps) {
  return (
    <span>
      {verb}
      <span class="visually-hidden"> {name}</span>
    </span>
  )
}
