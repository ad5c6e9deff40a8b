import { parseSync } from 'vite'

/** @typedef {import('vite').ESTree.Node} Node */

/**
 * A part of the syntax, and as what it stands in the part around it; `call` is a method's call that has a line of a
 * chain to itself.
 * @typedef {{ node: Node, parent: Node, key: string }} Marked
 */

/**
 * The largest parts of the syntax that lie on a marked line as a whole: one, unless it is a line that only opens or
 * closes something.
 * @param {string} file
 * @param {string} text
 * @param {number} index of the line
 * @returns {Marked[]}
 */
export function markedNodes(file, text, index) {
  const { program, errors } = parseSync(file, text)
  if (errors[0]) throw new Error(`${file} can't be read: ${errors[0].message}`)
  const lines = text.split('\n')
  const code = textOf(lines[index] ?? '')
  const start = text.indexOf(code, lines.slice(0, index).join('\n').length)
  const end = start + code.length

  /** @type {(node: Node, parent: Node, key: string) => Marked[]} */
  function within(node, parent, key) {
    if (node.end <= start || node.start >= end) return []
    if (node.start >= start && node.end <= end) return [{ node, parent, key }]
    if (isCallAt(node, start) && node.end <= end) return [{ node, parent, key: 'call' }]
    return childrenOf(node).flatMap(([child, childKey]) => within(child, node, childKey))
  }
  return within(program, program, 'body')
}

/**
 * What a line says, without indentation and marker.
 * @param {string} line
 */
export function textOf(line) {
  return line.replace(/\/\/ \[[A-Z]\d+\]$/, '').trim()
}

/**
 * @param {Node} node
 * @param {number} start where its point is
 */
function isCallAt(node, start) {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false
  return node.callee.object.end <= start && start < node.callee.property.start
}

/**
 * @param {Node} node
 * @returns {[child: Node, key: string][]}
 */
function childrenOf(node) {
  return Object.entries(node).flatMap(([key, value]) => {
    const children = [value].flat().filter((one) => typeof one?.type === 'string')
    return children.map((child) => /** @type {[Node, string]} */ ([child, key]))
  })
}
