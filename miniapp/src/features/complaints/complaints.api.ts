import type { Page } from '@quanke/shared/contracts/common'
import type {
  AnswerComplaint,
  ComplaintView,
  FileComplaint,
  JudgeAnswer,
  MyComplaintView,
} from '@quanke/shared/contracts/complaints'
import type { ComplaintQueue } from '@quanke/shared/domain/complaint'
import { get, post } from '@/lib/request'

export const readMyComplaints = (cursor?: string) => get<Page<MyComplaintView>>('/complaints/mine', { cursor })
export const readMyComplaint = (id: string) => get<MyComplaintView>(`/complaints/mine/${id}`)
export const fileComplaint = (body: FileComplaint) => post<MyComplaintView>('/complaints', body)
export const judgeAnswer = (id: string, body: JudgeAnswer) =>
  post<MyComplaintView>(`/complaints/mine/${id}/judgement`, body)

export const readComplaints = (show: ComplaintQueue, cursor?: string) =>
  get<Page<ComplaintView>>('/complaints', { show, cursor })
export const readComplaint = (id: string) => get<ComplaintView>(`/complaints/${id}`)
export const acceptComplaint = (id: string) => post<ComplaintView>(`/complaints/${id}/acceptance`)
export const answerComplaint = (id: string, body: AnswerComplaint) =>
  post<ComplaintView>(`/complaints/${id}/answer`, body)
export const shareComplaint = (id: string) => post<ComplaintView>(`/complaints/${id}/sharing`)
