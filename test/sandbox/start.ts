import Fastify, { type FastifyInstance } from 'fastify'
import { BadOrder, serveControl } from './control'
import { serveApis } from './gateway'
import { Sandbox, type SandboxOptions } from './sandbox'

export interface RunningSandbox {
  url: string
  close(): Promise<void>
}

/** Starts the WeChat sandbox on this machine only. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const sandbox = new Sandbox(options)
  const app = Fastify({ bodyLimit: 12 * 1024 * 1024, forceCloseConnections: true })
  acceptAnyBody(app)
  refuseForeignPages(app)
  app.setErrorHandler((error: Error, _, reply) =>
    reply.code(error instanceof BadOrder ? 400 : 500).send({ error: error.message }),
  )
  serveApis(app, sandbox)
  serveControl(app, sandbox)
  const url = await app.listen({ port: options.port, host: '127.0.0.1' })
  return {
    url,
    async close() {
      await app.close()
      await sandbox.close()
    },
  }
}

// WeChat does not look at the content type, so bodies arrive as bytes and are read by the API itself.
function acceptAnyBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
}

// A page of the open web must not be able to log in as a demo person through the visitor's browser.
function refuseForeignPages(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origin === undefined) return
    const name = URL.canParse(origin) ? new URL(origin).hostname : ''
    if (name !== '127.0.0.1' && name !== 'localhost') return reply.code(403).send({ error: 'foreign page' })
  })
}
