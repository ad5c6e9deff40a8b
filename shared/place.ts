/** A rough place, as a database of networks knows it. */
export interface Place {
  /** Shown to people, such as "Lyon, France". */
  readonly name: string
  /** ISO 3166-1 alpha-2, or null. */
  readonly country: string | null
  /** Degrees, or null when only the country is known. */
  readonly at: { readonly latitude: number; readonly longitude: number; readonly accuracyKm: number } | null
}
