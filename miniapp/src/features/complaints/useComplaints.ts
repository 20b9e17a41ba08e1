import { useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  AnswerComplaint,
  ComplaintView,
  FileComplaint,
  JudgeAnswer,
  MyComplaintView,
} from '@quanke/shared/contracts/complaints'
import type { ComplaintQueue } from '@quanke/shared/domain/complaint'
import { usePaged } from '@/lib/usePaged'
import { useKey, useWrite } from '@/lib/useWrite'
import {
  acceptComplaint,
  answerComplaint,
  fileComplaint,
  judgeAnswer,
  readComplaint,
  readComplaints,
  readMyComplaint,
  readMyComplaints,
  shareComplaint,
} from './complaints.api'

export const useMyComplaints = () => usePaged(['complaints', 'mine'], readMyComplaints)

export const useMyComplaint = (id: string) =>
  useQuery({ queryKey: ['my-complaint', id], queryFn: () => readMyComplaint(id) })

export const useComplaints = (show: ComplaintQueue) =>
  usePaged(['complaints', show], (cursor) => readComplaints(show, cursor))

export const useComplaint = (id: string) => useQuery({ queryKey: ['complaint', id], queryFn: () => readComplaint(id) })

export function useFileComplaint(form: string, done: (complaint: MyComplaintView) => void) {
  const keep = useKeepMine()
  const { key, next } = useKey(form)
  return useWrite(
    (body: Omit<FileComplaint, 'key'>) => fileComplaint({ ...body, key: key() }),
    (complaint) => (next(), keep(complaint), done(complaint)),
  )
}

export function useJudge(id: string, done: (complaint: MyComplaintView) => void) {
  const keep = useKeepMine()
  const { key, next } = useKey()
  return useWrite(
    (body: Omit<JudgeAnswer, 'key'>) => judgeAnswer(id, { ...body, key: key() }),
    (complaint) => (next(), keep(complaint), done(complaint)),
  )
}

export const useAccept = (id: string, done: () => void) => useHandled(() => acceptComplaint(id), done)
export const useShare = (id: string, done: () => void) => useHandled(() => shareComplaint(id), done)

export function useAnswer(form: string, id: string, done: () => void) {
  const { key, next } = useKey(form)
  return useHandled(
    (body: Omit<AnswerComplaint, 'key'>) => answerComplaint(id, { ...body, key: key() }),
    () => (next(), done()),
  )
}

function useHandled<In>(write: (body: In) => Promise<ComplaintView>, done: () => void) {
  const cache = useQueryClient()
  return useWrite(write, (complaint) => {
    cache.setQueryData(['complaint', complaint.id], complaint)
    for (const queryKey of [['complaints'], ['workbench'], ['client']]) void cache.invalidateQueries({ queryKey })
    done()
  })
}

function useKeepMine() {
  const cache = useQueryClient()
  return (complaint: MyComplaintView) => {
    cache.setQueryData(['my-complaint', complaint.id], complaint)
    void cache.invalidateQueries({ queryKey: ['complaints'] })
  }
}
