import multipart from '@fastify/multipart'
import type { SecurityHeadersOptions } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { limits } from '@quanke/shared/domain/limits'
import { PICTURES } from '@quanke/shared/domain/picture'
import { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { DataSource } from 'typeorm'
import { AppModule } from './app.module'
import type { Env } from './core/env'
import type { Log } from './core/log.token'
import { Metrics } from './core/metrics'
import { limitRequests } from './core/rate-limit'
import { problemOf } from './core/problem.filter'
import { Refused } from './core/refused'
import { isTooDeep } from './core/request-depth'
import { NestLog } from './core/nest-log'

/** The routes that take files; a form is for nobody else. */
const UPLOADS = /\/pictures$/u

const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/u

/** The application, ready to listen. Closing it finishes what was accepted, and closes the database last. */
export async function createApp(env: Env, log: Log, db: DataSource): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.bodyBytes,
    trustProxy: env.TRUST_PROXY,
    requestIdHeader: false,
    // What comes over a connection that is still open was accepted: it is answered like any other (see `sayGoodbye`).
    return503OnClosing: false,
    genReqId: ({ headers }: IncomingMessage) => {
      const given = headers['x-request-id']
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()
    },
    // A path that cannot be decoded, or parts longer than any id of ours: no route and no hook ever sees these.
    frameworkErrors: (_: Error, request: FastifyRequest, reply: FastifyReply) =>
      refuse(new Refused('invalid_request'), request, reply),
  })
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.over(env, log, db), adapter, {
    logger: new NestLog(log),
    bodyParser: true,
    abortOnError: false,
  })
  app.useSecurityHeaders(securityHeaders(env))
  app.setGlobalPrefix('v1', { exclude: ['health/live', 'health/ready', 'metrics'] })
  const fastify = app.getHttpAdapter().getInstance()
  watch(fastify, app.get(Metrics))
  sayGoodbye(fastify)
  await limitRequests(app, env.RATE_LIMIT)
  await app.register(multipart, {
    limits: { files: 1, fields: 4, fieldSize: 1000, parts: 5, fileSize: PICTURES.bytes },
  })
  app.enableShutdownHooks()
  return app
}

/**
 * What keeps a browser from taking an answer for anything but data. The other headers speak to web pages, of which there are none in production, and
 * would go with every answer to every phone.
 */
const securityHeaders = ({ NODE_ENV }: Env): SecurityHeadersOptions => ({
  // The page that describes the API, outside production, has scripts.
  contentSecurityPolicy: NODE_ENV === 'production' && {
    useDefaults: false,
    directives: { defaultSrc: "'none'", frameAncestors: "'none'" },
  },
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xPoweredBy: false,
  xXssProtection: false,
})

/** One log line and one measurement for each request; deep bodies are refused before anything walks them. */
function watch(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  fastify.addHook('preValidation', (request, reply, done) => {
    if (request.isMultipart() && !UPLOADS.test(request.routeOptions.url ?? ''))
      return refuse(new Refused('unsupported_media'), request, reply)
    if (!isTooDeep(request.body)) return done()
    refuse(new Refused('invalid_request', [{ field: 'body', message: '提交的内容层级过深' }]), request, reply)
  })
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    const seconds = reply.elapsedTime / 1000
    metrics.requests.observe({ method: request.method, route, status: reply.statusCode }, seconds)
    request.log.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    )
    done()
  })
}

/** Once the server is closing, each answer is the last one of its connection; otherwise clients that keep theirs open would hold up the end. */
function sayGoodbye(fastify: FastifyInstance): void {
  let isClosing = false
  fastify.addHook('preClose', (done) => {
    isClosing = true
    done()
  })
  fastify.addHook('onSend', (_, reply, payload, done) => {
    if (isClosing) reply.header('connection', 'close')
    done(null, payload)
  })
}

/** For what is refused before Nest hears of it. */
function refuse(refused: Refused, { id }: FastifyRequest, reply: FastifyReply): void {
  void reply
    .status(refused.status)
    .header('x-request-id', id)
    .type('application/problem+json')
    .send(problemOf(refused, id))
}
