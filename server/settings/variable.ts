import { z } from 'zod'

/** One environment variable: how it is read, and how `--help` and docs/settings.md describe it. */
export interface Variable<Value> {
  /** Reads the text; each issue's message continues the sentence "NAME ...". */
  readonly schema: z.ZodType<Value, string>
  /** In words, for the table. */
  readonly default: string
  readonly meaning: string
  readonly example: string
  /** Its value is never shown. */
  readonly secret?: true
  /** It names a file or a folder. */
  readonly path?: true
  /** It has several entries, separated by commas. Each can be wrong by itself. */
  readonly list?: true
}

/** Keeps the type of what is read. */
export function variable<Value>(itself: Variable<Value>): Variable<Value> {
  return itself
}

/** The values that were read. A variable that is absent or empty is left out. */
export type ValuesOf<Variables extends Readonly<Record<string, Variable<unknown>>>> = {
  readonly [Name in keyof Variables]?: z.output<Variables[Name]['schema']>
}

/** Any text, without white space around it. */
export function text() {
  return z.string().trim()
}

/** Several texts, separated by commas. */
export function list() {
  return z
    .string()
    .transform((value) => value.split(',').map((part) => part.trim()))
    .pipe(z.array(z.string().min(1, 'must not have an empty entry between commas')))
}

/** One of these words. */
export function choice<const Words extends readonly [string, ...string[]]>(...words: Words) {
  return text().pipe(z.enum(words, `must be one of ${words.join(', ')}`)) as z.ZodType<Words[number], string>
}

/** Reads a number from `least` to `most`, written in digits only. */
export function wholeNumber(what: string, least: number, most: number) {
  return (value: string, context: z.RefinementCtx<string>): number => {
    const number = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN
    if (number >= least && number <= most) return number
    context.addIssue(`must be ${what}, from ${least} to ${most}`)
    return z.NEVER
  }
}
