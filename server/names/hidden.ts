import { charSet, codePoints } from './char-set.ts'
import {
  DEFAULT_IGNORABLE,
  JOINING_AFTER,
  JOINING_BEFORE,
  JOINING_TRANSPARENT,
  PICTOGRAPHIC,
  SCRIPTS,
  VIRAMA,
} from './tables.ts'

// Hidden characters: those that nobody sees, and those that change the direction of a text. Some of them belong to the
// characters beside them: joiners between letters that join (RFC 5892, A.1 and A.2), joiners and styles of emoji, and
// variants of ideographs. A hidden character that does nothing for the characters beside it is a stray.

const ignorable = charSet(DEFAULT_IGNORABLE)
const virama = charSet(VIRAMA)
const joinsNext = charSet(JOINING_BEFORE)
const joinsPrevious = charSet(JOINING_AFTER)
const transparent = charSet(JOINING_TRANSPARENT)
const pictographic = charSet(PICTOGRAPHIC)
const han = charSet(SCRIPTS.Han ?? '')
const mongolian = charSet(SCRIPTS.Mongolian ?? '')

const BRAILLE_BLANK = 0x2800
const NON_JOINER = 0x200c
const JOINER = 0x200d
const EMOJI_STYLE = 0xfe0f
const TEXT_STYLE = 0xfe0e
const KEYCAP = 0x20e3
const BLACK_FLAG = 0x1f3f4
const END_OF_TAG = 0xe007f

const isHidden = (point: number) => point === BRAILLE_BLANK || ignorable(point)

/** The text without any hidden character, for comparison. */
export function withoutHidden(text: string): string {
  return fromPoints(codePoints(text).filter((point) => !isHidden(point)))
}

/** The text without spaces and strays at its ends, which often come with pasted text. */
export function trimmed(text: string): string {
  const points = codePoints(text)
  const ends = (at: number) => /\s/u.test(String.fromCodePoint(points[at] ?? 0)) || strays(points, at)
  let [from, to] = [0, points.length]
  while (from < to && ends(from)) from += 1
  while (to > from && ends(to - 1)) to -= 1
  const inner = fromPoints(points.slice(from, to))
  // Without the neighbour that was just removed, a joiner can be a stray too.
  return inner === text ? inner : trimmed(inner)
}

/** Whether the text has a stray. */
export function hasStrays(text: string): boolean {
  const points = codePoints(text)
  return points.some((_, at) => strays(points, at))
}

function strays(points: readonly number[], at: number): boolean {
  const point = points[at] ?? 0
  if (!isHidden(point)) return false
  if (point === NON_JOINER || point === JOINER) return !joins(points, at)
  if (point === EMOJI_STYLE || point === TEXT_STYLE) return !styles(points, at)
  if (point >= 0xe0020 && point <= END_OF_TAG) return !tagsFlag(points, at)
  const ideograph = (point >= 0xfe00 && point <= 0xfe02) || (point >= 0xe0100 && point <= 0xe01ef)
  if (ideograph) return !han(points[at - 1] ?? 0)
  const ofMongolian = (point >= 0x180b && point <= 0x180d) || point === 0x180f
  return !(ofMongolian && mongolian(points[at - 1] ?? 0))
}

function joins(points: readonly number[], at: number): boolean {
  if (virama(points[at - 1] ?? 0)) return true
  if (points[at] === JOINER) return pictographic(points[at + 1] ?? 0) && endsEmoji(points, at - 1)
  const before = points.slice(0, at).findLast((point) => !transparent(point))
  const after = points.slice(at + 1).find((point) => !transparent(point))
  return joinsNext(before ?? 0) && joinsPrevious(after ?? 0)
}

/** Whether an emoji ends here, with its style or skin colour if it has one. */
function endsEmoji(points: readonly number[], at: number): boolean {
  const point = points[at] ?? 0
  const dressed = point === EMOJI_STYLE || point === TEXT_STYLE || (point >= 0x1f3fb && point <= 0x1f3ff)
  return pictographic(points[dressed ? at - 1 : at] ?? 0)
}

function styles(points: readonly number[], at: number): boolean {
  const before = points[at - 1] ?? 0
  return pictographic(before) || (/[0-9#*]/.test(String.fromCodePoint(before)) && points[at + 1] === KEYCAP)
}

/** Whether this is part of a flag such as that of Scotland: a black flag, then tags of letters and digits, then their end. */
function tagsFlag(points: readonly number[], at: number): boolean {
  const isTag = (point = 0) => point >= 0xe0020 && point < END_OF_TAG
  let [from, to] = [at, at]
  while (isTag(points[from - 1])) from -= 1
  while (isTag(points[to])) to += 1
  return points[from - 1] === BLACK_FLAG && points[to] === END_OF_TAG && to > from && to - from <= 6
}

function fromPoints(points: readonly number[]): string {
  return points.map((point) => String.fromCodePoint(point)).join('')
}
