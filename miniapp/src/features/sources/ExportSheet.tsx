import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { fetchFile } from '@/lib/files'
import { tell } from '@/lib/tell'
import { Button } from '@/ui/Button'
import { Cell } from '@/ui/Cell'
import { Loaded } from '@/ui/Loaded'
import { Notice } from '@/ui/Notice'
import { Sheet } from '@/ui/Sheet'

interface ExportTableProps {
  id: string
  /** Where the server makes the table. */
  path: string
  /** What the file is called, without its ending. */
  name: string
}

/** A row that takes the table along: the file is fetched first, since WeChat opens its list of chats only right after a tap. */
export function ExportTable({ id, path, name }: ExportTableProps) {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Cell id={id} title="导出表格" note="CSV 文件，电脑上的表格软件可以打开" onClick={() => setOpen(true)} />
      <Sheet id={`${id}-sheet`} open={isOpen} title="导出表格" onClose={close}>
        <Ready id={id} path={path} name={name} onSent={close} />
      </Sheet>
    </>
  )
}

function Ready({ id, path, name, onSent }: ExportTableProps & { onSent: () => void }) {
  // Made anew each time: the figures go on.
  const file = useQuery({ queryKey: ['table', path], queryFn: () => fetchFile(path), gcTime: 0, staleTime: 0 })
  const fileName = `${name}.csv`
  const send = async (filePath: string): Promise<void> => {
    try {
      await Taro.shareFileMessage({ filePath, fileName })
      onSent()
    } catch {
      tell('没有发送')
    }
  }
  return (
    <Loaded query={file}>
      {(filePath) => (
        <>
          <View className="words">{fileName}</View>
          <View className="gap">
            <Notice tone="quiet">
              表格里的数字和称呼与屏幕上的相同，导出会留下记录。请只发给自己或有权查看的同事。
            </Notice>
          </View>
          <View className="gap row">
            {Taro.canIUse('shareFileMessage') ? (
              <Button id={`${id}-send`} onClick={() => void send(filePath)}>
                发送到聊天
              </Button>
            ) : (
              <Notice>当前微信版本不能发送文件，请更新微信后再试</Notice>
            )}
          </View>
        </>
      )}
    </Loaded>
  )
}
