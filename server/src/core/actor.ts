import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import type { StaffRole } from '@quanke/shared/domain/organization'
import type { FastifyRequest } from 'fastify'

/** Who is asking. One account may be a client, an agent and a member of staff at once. */
export interface Actor {
  accountId: string
  /** The client record that is in force; null for visitors and after withdrawal. */
  recordId: string | null
  agentId: string | null
  /** Path of the team this agent leads ("/1/3/"); null when none. Everything below it is in the leader's scope. */
  leadsPath: string | null
  staffId: string | null
  staffRole: StaffRole | null
  requestId: string
}

export interface AgentActor extends Actor {
  agentId: string
}

export interface ClientActor extends Actor {
  recordId: string
}

export interface LeaderActor extends AgentActor {
  leadsPath: string
}

export interface StaffActor extends Actor {
  staffId: string
  staffRole: StaffRole
}

export type RequestWithActor = FastifyRequest & { actor?: Actor }

/** The person who asks. What `@Allow` promised of the actor is what the handler's type may say. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<RequestWithActor>().actor,
)
