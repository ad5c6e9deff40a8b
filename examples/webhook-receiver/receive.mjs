// WEBHOOK_SECRET=whsec_... PORT=8080 node examples/webhook-receiver/receive.mjs
// Prints each event that Rekey posts, once.
import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'

const webhook = new Webhook(process.env.WEBHOOK_SECRET ?? '')
/** Of a day, in a database that several processes share. */
const known = new Set()

const server = createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  let event
  try {
    event = webhook.verify(Buffer.concat(chunks), request.headers)
  } catch {
    response.writeHead(401).end()
    return
  }
  const id = request.headers['webhook-id']
  if (!known.has(id)) {
    known.add(id)
    console.log(id, event.type, event.data.accountName)
  }
  response.writeHead(204).end()
})

server.listen(Number(process.env.PORT ?? 8080), () => console.log('Ready for events.'))
