import { RequestMethod } from '@nestjs/common'
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants'
import { DiscoveryService, MetadataScanner } from '@nestjs/core'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'

/** Those that stand outside the version, for the people and machines that run the server. */
const UNVERSIONED = /^\/(health\/|metrics$)/u

/** Every route of the running application, as it is called: "GET /v1/clients/:id". */
export function routesOf(app: NestFastifyApplication): string[] {
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
          return `${verb} ${pathOf(prefix, Reflect.getMetadata(PATH_METADATA, handler) as string)}`
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
