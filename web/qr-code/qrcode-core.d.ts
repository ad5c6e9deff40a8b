// The core of `qrcode` without its renderers; @types/qrcode covers the whole package only.
declare module 'qrcode/lib/core/qrcode.js' {
  export { create } from 'qrcode'
}
