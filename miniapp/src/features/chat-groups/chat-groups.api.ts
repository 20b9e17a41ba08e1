import type { ChatGroupView, NameChatGroup } from '@quanke/shared/contracts/chat-groups'
import type { Page } from '@quanke/shared/contracts/common'
import { get, put } from '@/lib/request'

export const readChatGroups = (cursor?: string) => get<Page<ChatGroupView>>('/chat-groups', { cursor })
export const nameChatGroup = (id: string, body: NameChatGroup) => put<ChatGroupView>(`/chat-groups/${id}`, body)
