import { Injectable, type CanActivate, type ExecutionContext, type OnModuleInit } from '@nestjs/common'
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core'
import { PATH_METADATA } from '@nestjs/common/constants'
import { ALLOWED_CALLERS, isAllowed, knowsCallers, type Caller } from './allow'
import type { RequestWithActor } from './actor'
import { UnknownTokens, isUnlimited } from './rate-limit'
import { Refused } from './refused'
import { Sessions, bearerOf } from './sessions'

/** Lets through whom `@Allow` names, and refuses to start a server with a route that names nobody. */
@Injectable()
export class AllowGuard implements CanActivate, OnModuleInit {
  constructor(
    private readonly reflector: Reflector,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly sessions: Sessions,
    private readonly unknown: UnknownTokens,
  ) {}

  onModuleInit(): void {
    const open = this.discovery.getControllers().flatMap(({ instance, name }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((method) => Reflect.hasMetadata(PATH_METADATA, prototype[method]!))
        .filter((method) => !Reflect.hasMetadata(ALLOWED_CALLERS, prototype[method]!))
        .map((method) => `${name}.${method}`)
    })
    if (open.length > 0) throw new Error(`Routes without @Allow: ${open.join(', ')}`)
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const callers = this.reflector.get<Caller[]>(ALLOWED_CALLERS, context.getHandler())
    const http = context.switchToHttp()
    const request = http.getRequest<RequestWithActor>()
    const token = bearerOf(request.headers.authorization)
    const isOpen = callers.includes('anyone') && (token === null || !knowsCallers(callers))
    if (isOpen && (token === null || isUnlimited(request))) return true

    const actor = token === null ? null : await this.sessions.actorOf(token, request.id)
    if (!actor && token !== null) await this.unknown.take(request, http.getResponse())
    if (isOpen) return true
    if (!actor) throw new Refused('sign_in_required')
    if (!isAllowed(callers, actor)) throw new Refused('not_allowed')
    request.actor = actor
    return true
  }
}
