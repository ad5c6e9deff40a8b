const WIDTH = 1280
const HEIGHT = 720
const ADDRESSES = ['http://localhost:3000', 'https://account.example-company.org']
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** What happens to a code on its way into a camera; sizes in pixels of a 1280 x 720 frame. */
export const CASES = [
  ...[60, 80, 100, 240, 520].map((size) => [`sharp, ${size} px`, { size }]),
  ...[
    [120, 1],
    [160, 1.5],
    [240, 2],
    [240, 2.5],
    [360, 4],
    [520, 5],
  ].map(([size, blur]) => [`Gaussian blur ${blur}, ${size} px`, { size, blur }]),
  ...[0.2, 0.1, 0.05].map((dim) => [`light x ${dim}, noise 10, 300 px`, { size: 300, dim, noise: 10 }]),
  ...[60, 90, 120].map((noise) => [`noise ${noise}, 300 px`, { size: 300, noise }]),
  ...[15, 45, 180].map((turn) => [`turned ${turn} degrees, 300 px`, { size: 300, turn, blur: 0.5 }]),
  ...[0.2, 0.4, 0.6].map((side) => [`from the side ${side}, 300 px`, { size: 300, side, turn: 5 }]),
  ['dim, blurred, from the side, 300 px', { size: 300, blur: 2, dim: 0.25, noise: 10, turn: 12, side: 0.3 }],
  ['the same, worse, 240 px', { size: 240, blur: 1.5, dim: 0.15, noise: 12, turn: 30, side: 0.4 }],
  ['no code in sight', { size: 0 }],
]

// A seeded generator: every run makes the same frames.
let seed = 1
function random() {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 2 ** 32
}
const gauss = () => Math.sqrt(-2 * Math.log(random() + 1e-9)) * Math.cos(2 * Math.PI * random())
const id = () => Array.from({ length: 22 }, () => BASE64URL[Math.floor(random() * 64)]).join('')

/** One camera frame with a fresh code of ours in front of clutter. */
export function makeFrame(how, turn, create) {
  const text = `${ADDRESSES[turn % 2]}/approve#q=${id()}.${turn}.${id()}`
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT)
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  pen.fillStyle = '#68686a'
  pen.fillRect(0, 0, WIDTH, HEIGHT)
  for (let box = 0; box < 25; box += 1) {
    pen.fillStyle = `hsl(${random() * 360} 25% ${20 + random() * 60}%)`
    pen.fillRect(random() * WIDTH, random() * HEIGHT, random() * 200, random() * 60)
  }
  if (how.size > 0) {
    pen.filter = how.blur ? `blur(${how.blur}px)` : 'none'
    pen.translate(WIDTH / 2 + (random() - 0.5) * 300, HEIGHT / 2 + (random() - 0.5) * 60)
    pen.rotate(((how.turn ?? 0) * Math.PI) / 180)
    pen.drawImage(drawCode(text, create), -how.size / 2, -how.size / 2, how.size, how.size)
  }
  const flat = pen.getImageData(0, 0, WIDTH, HEIGHT)
  const frame = how.side ? seenFromTheSide(flat, how.side) : flat
  if (how.dim || how.noise) addLightAndNoise(frame.data, how.dim ?? 1, how.noise ?? 0)
  return { frame, text }
}

function drawCode(text, create) {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const canvas = new OffscreenCanvas((size + 8) * 10, (size + 8) * 10)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = '#000'
  for (let at = 0; at < data.length; at += 1) {
    if (data[at]) pen.fillRect(((at % size) + 4) * 10, (Math.floor(at / size) + 4) * 10, 10, 10)
  }
  return canvas
}

/** An inverse homography with bilinear sampling. */
function seenFromTheSide(flat, side) {
  const seen = new ImageData(WIDTH, HEIGHT)
  const clamp = (value, most) => Math.min(most - 2, Math.max(0, value))
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const depth = 1 / (1 - side * (x / (WIDTH / 2) - 1))
      const fromX = clamp(WIDTH / 2 + ((x - WIDTH / 2) * depth) / Math.cos(side), WIDTH)
      const fromY = clamp(HEIGHT / 2 + (y - HEIGHT / 2) * depth, HEIGHT)
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)]
      const [right, down] = [fromX - left, fromY - top]
      for (let channel = 0; channel < 4; channel += 1) {
        const at = (dx, dy) => flat.data[((top + dy) * WIDTH + left + dx) * 4 + channel]
        const upper = at(0, 0) * (1 - right) + at(1, 0) * right
        const lower = at(0, 1) * (1 - right) + at(1, 1) * right
        seen.data[(y * WIDTH + x) * 4 + channel] = upper * (1 - down) + lower * down
      }
    }
  }
  return seen
}

function addLightAndNoise(data, light, noise) {
  for (let at = 0; at < data.length; at += 1) {
    if (at % 4 !== 3) data[at] = data[at] * light + (light < 1 ? 8 : 0) + gauss() * noise
  }
}
