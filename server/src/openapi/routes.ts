import { PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants'
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum'
import { DiscoveryService, MetadataScanner } from '@nestjs/core'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { ALLOWED_CALLERS, type Caller } from '../core/allow'

type Class = new (...args: never[]) => unknown

/** What the code of a route says about it, beyond what @nestjs/swagger reads. */
export interface RouteFacts {
  callers: readonly Caller[]
  /** The feature's name: the module without its ending, in words ("referral-requests"). */
  feature: string
  /** The contract of the whole query, if there is one. */
  query: Class | null
  body: Class | null
  hasParams: boolean
}

/** The name by which a route of the code is found in the description. */
export const operationId = (controller: string, method: string): string => {
  const name = controller.replace(/Controller$/u, '')
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}.${method}`
}

/** All routes of the application by their operation id. */
export function routesOf(app: NestFastifyApplication): Map<string, RouteFacts> {
  const scanner = app.get(MetadataScanner)
  const routes = new Map<string, RouteFacts>()
  for (const { instance, name, host } of app.get(DiscoveryService).getControllers()) {
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>
    for (const method of scanner.getAllMethodNames(prototype))
      if (Reflect.hasMetadata(PATH_METADATA, prototype[method]!))
        routes.set(
          operationId(String(name), method),
          factsOf(prototype, method, featureOf(String(host?.metatype?.name))),
        )
  }
  return routes
}

interface RouteArgument {
  index: number
  data?: unknown
}

function factsOf(prototype: Record<string, object>, method: string, feature: string): RouteFacts {
  const types = (Reflect.getMetadata('design:paramtypes', prototype, method) ?? []) as Class[]
  const given = (Reflect.getMetadata(ROUTE_ARGS_METADATA, prototype.constructor, method) ?? {}) as Record<
    string,
    RouteArgument
  >
  const whole = (kind: RouteParamtypes): Class | null => {
    const argument = Object.entries(given).find(([key, { data }]) => key.startsWith(`${kind}:`) && data === undefined)
    return argument ? contractOf(types[argument[1].index]) : null
  }
  return {
    callers: Reflect.getMetadata(ALLOWED_CALLERS, prototype[method]!) as Caller[],
    feature,
    query: whole(RouteParamtypes.QUERY),
    body: whole(RouteParamtypes.BODY),
    hasParams: Object.keys(given).some((key) => key.startsWith(`${RouteParamtypes.PARAM}:`)),
  }
}

/** A class of ours; what is only an interface in the code is a plain Object here, and says nothing. */
const contractOf = (type: Class | undefined): Class | null =>
  type === undefined || (type as unknown) === Object || (type as unknown) === String ? null : type

const featureOf = (module: string): string =>
  module
    .replace(/Module$/u, '')
    .replace(/(?<=[a-z])(?=[A-Z])/gu, '-')
    .toLowerCase()
