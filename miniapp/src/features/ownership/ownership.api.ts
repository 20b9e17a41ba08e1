import type { BindingStoryView } from '@quanke/shared/contracts/clients'
import type { Done, Page } from '@quanke/shared/contracts/common'
import type { MergeClients, MergePreviewView, MergeView, UndoMerge } from '@quanke/shared/contracts/merges'
import type {
  CaseReason,
  CaseReferencesView,
  DecideCase,
  GiveEvidence,
  OwnershipCaseView,
  StateCase,
} from '@quanke/shared/contracts/ownership-cases'
import { get, post } from '@/lib/request'

export const openNotice = (id: string) => post<Done>(`/owner-notices/${id}/opening`)
export const readStory = (clientId: string) => get<BindingStoryView>(`/clients/${clientId}/binding`)
export const readOwnCases = (cursor?: string) => get<Page<OwnershipCaseView>>('/ownership-cases', { cursor })
export const readWaitingCases = (cursor?: string) =>
  get<Page<OwnershipCaseView>>('/ownership-cases/waiting', { cursor })
export const readCase = (id: string) => get<OwnershipCaseView>(`/ownership-cases/${id}`)
export const readReferences = (id: string) => get<CaseReferencesView>(`/ownership-cases/${id}/references`)
export const stateCase = (body: StateCase) => post<OwnershipCaseView>('/ownership-cases', body)
export const giveEvidence = (id: string, body: GiveEvidence) =>
  post<OwnershipCaseView>(`/ownership-cases/${id}/evidence`, body)
export const decideCase = (id: string, body: DecideCase) =>
  post<OwnershipCaseView>(`/ownership-cases/${id}/decision`, body)
export const appealCase = (id: string, body: CaseReason) =>
  post<OwnershipCaseView>(`/ownership-cases/${id}/appeal`, body)
export const withdrawCase = (id: string, body: CaseReason) =>
  post<OwnershipCaseView>(`/ownership-cases/${id}/withdrawal`, body)
export const readMerges = (clientId: string, cursor?: string) => get<Page<MergeView>>('/merges', { clientId, cursor })
export const previewMerge = (survivorId: string, mergedId: string) =>
  get<MergePreviewView>('/merges/preview', { survivorId, mergedId })
export const mergeClients = (body: MergeClients) => post<MergeView>('/merges', body)
export const undoMerge = (id: string, body: UndoMerge) => post<MergeView>(`/merges/${id}/undoing`, body)
