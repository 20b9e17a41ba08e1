import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { uuidv7 } from 'uuidv7'
import { PICTURES } from '@quanke/shared/domain/picture'
import { Button } from '@/ui/Button'
import type { ChosenPicture } from './usePictures'
import './requests.scss'

interface PicturePickerProps {
  pictures: readonly ChosenPicture[]
  onChange: (pictures: readonly ChosenPicture[]) => void
}

/** Pictures from the album or the camera, before they are sent. */
export function PicturePicker({ pictures, onChange }: PicturePickerProps) {
  const choose = (): void => {
    void choosePictures(PICTURES.most - pictures.length).then((more) => onChange([...pictures, ...more]))
  }
  return (
    <View className="field" id="ask-pictures">
      <View className="field__label">图片</View>
      <View className="field__hint">
        {`可以不加，最多 ${PICTURES.most} 张。请不要上传证件、病历或他人的照片；拍摄的时间地点会自动去掉。`}
      </View>
      <View className="pictures">
        {pictures.map(({ path, key }, index) => (
          <View className="pictures__one" key={key}>
            <Image className="pictures__image" mode="aspectFill" src={path} />
            <View
              id={`ask-picture-remove-${index}`}
              className="pictures__remove"
              onClick={() => onChange(pictures.filter((one) => one.key !== key))}
            >
              移除
            </View>
          </View>
        ))}
      </View>
      {pictures.length < PICTURES.most && (
        <Button id="ask-picture-add" kind="plain" small onClick={choose}>
          添加图片
        </Button>
      )}
    </View>
  )
}

/** What was chosen; nothing when the person changed their mind. */
export async function choosePictures(count: number): Promise<ChosenPicture[]> {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count,
      mediaType: ['image'],
      sizeType: ['compressed'],
      sourceType: ['album', 'camera'],
    })
    return tempFiles.map(({ tempFilePath }) => ({ path: tempFilePath, key: uuidv7() }))
  } catch {
    return []
  }
}
