import type { ClientRow, ClientView } from '@quanke/shared/contracts/clients'
import type { Page } from '@quanke/shared/contracts/common'
import type { AssignOwner, TeamTreeView } from '@quanke/shared/contracts/organization'
import { get, post } from '@/lib/request'

export const readTeam = () => get<TeamTreeView>('/team')
export const readPool = (cursor?: string) => get<Page<ClientRow>>('/pool', { cursor })
export const assignOwner = (clientId: string, body: AssignOwner) => post<ClientView>(`/clients/${clientId}/owner`, body)
