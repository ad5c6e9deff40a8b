import { markedNodes, textOf } from './marked-nodes.mjs'

/** @typedef {import('./marked-nodes.mjs').Node} Node */
/** @typedef {import('./marked-nodes.mjs').Marked} Marked */

/**
 * A source in which one guard is gone, and what its line says there.
 * @typedef {{ text: string, line: string }} Mutant
 *
 * @typedef {{ start: number, end: number, by: string }} Change
 */

/** What leaves it to the other operands to decide. */
const NEUTRAL = /** @type {Record<string, string>} */ ({
  '&&': 'true',
  '||': 'false',
  '??': 'null',
  '+': '0',
})
const COMPARISONS = ['===', '!==', '<', '<=', '>', '>=', 'in', 'instanceof']
const LISTS = ['arguments', 'elements', 'properties']
/** Methods that give the data they are called on in another form, so that it can go on without the call. */
const FORMS = ['filter', 'map', 'replace', 'replaceAll', 'slice', 'transform']

/**
 * The sources in which what a marked line says is gone, as CONTRIBUTING.md has it: two for a condition, which has two
 * outcomes, and none when the line has nothing that can be taken out by itself.
 * @param {Pick<import('./sources.mjs').Marker, 'file' | 'text' | 'index'>} marker
 * @returns {Mutant[]}
 */
export function mutantsOf({ file, text, index }) {
  return changesOf(markedNodes(file, text, index), text).map(({ start, end, by }) => {
    const mutated = text.slice(0, start) + by + text.slice(end)
    return { text: mutated, line: textOf(mutated.split('\n')[index] ?? '').replace(/^;$/, '') }
  })
}

/**
 * @param {readonly Marked[]} marked
 * @param {string} text
 * @returns {Change[]}
 */
function changesOf(marked, text) {
  const statements = marked.filter(({ node }) => isStatement(node))
  const [only, another] = statements.length > 0 ? statements : marked
  if (!only || another) return []
  const { node, parent, key } = only
  if (node.type === 'VariableDeclaration') return ofValue(node.declarations[0]?.init)
  if (node.type === 'ReturnStatement') return orElse(ofValue(node.argument), dropped(node))
  if (isStatement(node)) return [dropped(node)]
  const neutral = 'operator' in parent && NEUTRAL[parent.operator]
  if (neutral) return [replaced(node, neutral)]
  if (parent.type === 'ConditionalExpression' && key !== 'test') {
    const other = key === 'consequent' ? parent.alternate : parent.consequent
    return [replaced(node, text.slice(other.start, other.end))]
  }
  if (key === 'call') return [withoutCall(node)]
  if (LISTS.includes(key)) return orElse(ofItem(node), outOfList(node, text))
  return key === 'test' ? bothOutcomes(node) : ofValue(node)
}

/**
 * Of what a name is given, or what is returned.
 * @param {Node | null | undefined} value
 * @returns {Change[]}
 */
function ofValue(value) {
  if (!value) return []
  if (isCondition(value)) return bothOutcomes(value)
  if (value.type === 'ConditionalExpression') return bothOutcomes(value.test)
  if (value.type === 'LogicalExpression') return [replaced(value.left, 'null')]
  return givesForm(value) ? [withoutCall(value)] : []
}

/**
 * Of a part of a list that need not go as a whole.
 * @param {Node} node
 */
function ofItem(node) {
  if (node.type === 'Property') return givesForm(node.value) ? [withoutCall(node.value)] : []
  return node.type === 'ArrowFunctionExpression' && isCondition(node.body) ? bothOutcomes(node.body) : []
}

/** @param {Node} node */
function bothOutcomes(node) {
  return [replaced(node, 'true'), replaced(node, 'false')]
}

/**
 * @param {Node} node
 * @param {string} by
 * @returns {Change}
 */
function replaced({ start, end }, by) {
  return { start, end, by }
}

/**
 * An empty statement stands wherever one has to.
 * @param {Node} node
 */
function dropped(node) {
  return replaced(node, ';')
}

/**
 * @param {Node} node
 * @param {string} text
 */
function outOfList({ start, end }, text) {
  return { start, end: text[end] === ',' ? end + 1 : end, by: '' }
}

/**
 * What a method is called on, as it is.
 * @param {Node} node
 */
function withoutCall(node) {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') throw new Error('No method.')
  return { start: node.callee.object.end, end: node.end, by: '' }
}

/** @param {Node} node */
function isStatement({ type }) {
  return type === 'VariableDeclaration' || type.endsWith('Statement')
}

/** @param {Node} node */
function isCondition(node) {
  if (node.type === 'LogicalExpression') return node.operator !== '??'
  if (node.type === 'UnaryExpression') return node.operator === '!'
  return node.type === 'BinaryExpression' && COMPARISONS.includes(node.operator)
}

/** @param {Node} node */
function givesForm(node) {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false
  return node.callee.property.type === 'Identifier' && FORMS.includes(node.callee.property.name)
}

/**
 * @param {readonly Change[]} changes
 * @param {Change} other
 */
function orElse(changes, other) {
  return changes.length > 0 ? [...changes] : [other]
}
