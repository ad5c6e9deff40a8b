import './account-name.css'

/** An account name that the reader has to check before going on. */
export function AccountName({ name }: { readonly name: string | null }) {
  return (
    <p class="account-name" translate={false}>
      {name}
    </p>
  )
}
