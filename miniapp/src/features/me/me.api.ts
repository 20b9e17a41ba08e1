import type { AgentCard, EditProfile, MeView, VerifyPhone } from '@quanke/shared/contracts/identity'
import type { ChooseAgent, OrganizationView } from '@quanke/shared/contracts/organization'
import { get, post, put } from '@/lib/request'

export const readMe = () => get<MeView>('/me')
export const editProfile = (body: EditProfile) => put<MeView>('/me', body)
export const verifyPhone = (body: VerifyPhone) => post<MeView>('/me/phone', body)
export const chooseAgent = (body: ChooseAgent) => post<MeView>('/me/agent', body)
export const readAgent = (id: string) => get<AgentCard>(`/agents/${id}`)
export const readOrganization = () => get<OrganizationView>('/organization')
