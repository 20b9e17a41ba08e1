import { useState } from 'react'
import { ClientCell } from '@/features/clients/ClientCell'
import { PhoneMatch } from '@/features/clients/PhoneMatch'
import { useClients } from '@/features/clients/useClients'
import { go, routes } from '@/lib/routes'
import { Button } from '@/ui/Button'
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
          words ? (
            <Empty drawing="people" text="没有找到相符的客户" />
          ) : (
            <Empty drawing="people" text="通过您的分享或转介绍来的客户会出现在这里">
              <Button id="clients-library" kind="plain" small onClick={() => go(routes.library())}>
                去内容库选一篇分享
              </Button>
            </Empty>
          )
        }
      >
        {(client) => <ClientCell key={client.id} client={client} />}
      </PagedList>
    </Page>
  )
}
