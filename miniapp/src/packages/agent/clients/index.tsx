import { useState } from 'react'
import { ClientCell } from '@/features/clients/ClientCell'
import { PhoneMatch } from '@/features/clients/PhoneMatch'
import { useClients } from '@/features/clients/useClients'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'
import { SearchBox } from '@/ui/SearchBox'

/** The agent's own clients, to search and open. */
export default function Clients() {
  const [words, setWords] = useState('')
  const list = useClients(words)
  return (
    <Page id="clients">
      <SearchBox id="clients-search" placeholder="搜索称呼或昵称" onSearch={setWords} />
      <PhoneMatch />
      <PagedList
        led
        list={list}
        empty={
          <Empty drawing="people" text={words ? '没有找到相符的客户' : '通过您的分享或转介绍来的客户会出现在这里'} />
        }
      >
        {(client) => <ClientCell key={client.id} client={client} />}
      </PagedList>
    </Page>
  )
}
