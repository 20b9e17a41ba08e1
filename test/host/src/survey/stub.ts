import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that answers everything with an empty JSON object. */
export async function startStub(): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
