import { Controller, Get, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import { AppModule } from '../../../server/src/app.module'
import { openTestDatabase } from '../../support/database'
import { testServer } from '../../support/server'
import { createApp } from '../../../server/src/create-app'
import { createLog } from '../../../server/src/core/log'
import { GroupsService } from '../../../server/src/groups/groups.service'

const server = testServer({ goesOn: true })

@Controller('forgotten')
class ForgottenController {
  @Get()
  everything() {
    return 'open to the world'
  }
}

@Module({ controllers: [ForgottenController] })
class ForgottenModule {}

describe('the server', () => {
  it('does not start with a route that says nothing about who may call it', async () => {
    const log = createLog('silent')
    const app = AppModule.over(server.env, log, server.db)
    const careless = { ...app, imports: [...(app.imports ?? []), ForgottenModule] }
    const made = await NestFactory.create(careless, new FastifyAdapter(), { logger: false, abortOnError: false })
    await expect(made.init()).rejects.toThrow('Routes without @Allow: ForgottenController.everything')
    await made.getHttpAdapter().close()
  })

  it.each([
    ['a route that is not there', 'GET', '/v1/nowhere', 404, 'route_not_found'],
    ['a body that is not JSON', 'POST', '/v1/session', 400, 'invalid_request'],
  ] as const)('answers %s in the one shape', async (_, method, url, status, code) => {
    const response = await server.app.inject({
      method,
      url,
      headers: { 'content-type': 'application/json' },
      ...(method === 'POST' ? { payload: '{"code": ' } : {}),
    })
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect([response.statusCode, response.json().code]).toEqual([status, code])
    expect(response.json()).toMatchObject({
      title: expect.stringMatching(/\p{Script=Han}/u),
      requestId: expect.any(String),
    })
  })

  it('forbids browsers to take an answer for anything but data, whatever the answer is', async () => {
    const { url: DATABASE_URL, db, close } = await openTestDatabase()
    const made = await createApp({ ...server.env, NODE_ENV: 'production', DATABASE_URL }, createLog('silent'), db)
    await made.init()
    for (const [url, status] of [
      ['/health/live', 200],
      ['/v1/me', 401],
      ['/v1/nowhere', 404],
    ] as const) {
      const { statusCode, headers } = await made.inject({ method: 'GET', url })
      expect(statusCode).toBe(status)
      expect(headers).toMatchObject({
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
      })
    }
    await made.close()
    await close()
  })

  it('asks for patience when its connection to the database breaks in the middle', async () => {
    const breaksDown = () =>
      server.db.transaction(async (tx) => {
        const [{ id }] = await tx.query('SELECT CONNECTION_ID() id')
        await server.db.query(`KILL ${id}`)
        await new Promise((resolve) => setTimeout(resolve, 100))
        await tx.query('SELECT 1')
      })
    const broken = jest.spyOn(server.app.get(GroupsService), 'browse').mockImplementation(breaksDown as never)
    const person = await server.as('patient')
    expect(await person.get('/groups')).toMatchObject({ status: 503, body: { code: 'service_unavailable' } })
    broken.mockRestore()
  })

  it('says that it is alive and ready', async () => {
    for (const url of ['/health/live', '/health/ready']) expect((await server.app.inject({ url })).statusCode).toBe(200)
  })

  it('counts requests by route pattern, never by address', async () => {
    await server.app.inject({ url: '/v1/groups/123456789' })
    const metrics = (await server.app.inject({ url: '/metrics' })).body
    expect(metrics).toContain('route="/v1/groups/:id"')
    expect(metrics).not.toContain('123456789')
  })
})
