import { RequestMethod } from '@nestjs/common'
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants'
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum'
import { DiscoveryService, MetadataScanner } from '@nestjs/core'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { Contract } from './contracts'

/** A route of the running application. */
export interface Route {
  /** As it is called: "GET /v1/clients/:id". */
  name: string
  body: Contract | null
  query: Contract | null
}

/** Those that stand outside the version, for the people and machines that run the server. */
const UNVERSIONED = /^\/(health\/|metrics$)/u

/** Every route that Nest serves. */
export function routesOf(app: NestFastifyApplication): Route[] {
  const scanner = app.get(MetadataScanner)
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ instance }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>
      const prefix = Reflect.getMetadata(PATH_METADATA, prototype.constructor) as string
      return scanner
        .getAllMethodNames(prototype)
        .filter((method) => Reflect.hasMetadata(PATH_METADATA, prototype[method]!))
        .map((method) => {
          const handler = prototype[method]!
          const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number]
          return {
            name: `${verb} ${pathOf(prefix, Reflect.getMetadata(PATH_METADATA, handler) as string)}`,
            body: contractOf(prototype, method, RouteParamtypes.BODY),
            query: contractOf(prototype, method, RouteParamtypes.QUERY),
          }
        })
    })
}

function pathOf(...parts: string[]): string {
  const path = `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`
  return UNVERSIONED.test(path) ? path : `/v1${path}`
}

/** The class that the whole body or query has to be, where it is a class. */
function contractOf(prototype: Record<string, object>, method: string, kind: RouteParamtypes): Contract | null {
  const types = Reflect.getMetadata('design:paramtypes', prototype, method) as Contract[]
  const given = (Reflect.getMetadata(ROUTE_ARGS_METADATA, prototype.constructor, method) ?? {}) as Record<
    string,
    { index: number; data?: unknown }
  >
  const [, argument] =
    Object.entries(given).find(([key, { data }]) => key.startsWith(`${kind}:`) && data === undefined) ?? []
  const type = argument && types[argument.index]
  return type === undefined || (type as unknown) === Object ? null : type
}
