import type { MessageTemplatesView } from '@quanke/shared/contracts/messages'
import { get } from '@/lib/request'

export const readTemplates = () => get<MessageTemplatesView>('/message-templates')
