import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { PICTURES } from '@quanke/shared/domain/picture'
import { Button } from '@/ui/Button'
import './requests.scss'

interface PicturePickerProps {
  /** Paths on this phone. */
  paths: readonly string[]
  onChange: (paths: readonly string[]) => void
}

/** Pictures from the album or the camera, before they are sent. */
export function PicturePicker({ paths, onChange }: PicturePickerProps) {
  const choose = (): void => {
    void choosePictures(PICTURES.most - paths.length).then((more) => onChange([...paths, ...more]))
  }
  return (
    <View className="field" id="ask-pictures">
      <View className="field__label">图片</View>
      <View className="field__hint">
        {`可以不加，最多 ${PICTURES.most} 张。请不要上传证件、病历或他人的照片；拍摄的时间地点会自动去掉。`}
      </View>
      <View className="pictures">
        {paths.map((path, index) => (
          <View className="pictures__one" key={path}>
            <Image className="pictures__image" mode="aspectFill" src={path} />
            <View
              id={`ask-picture-remove-${index}`}
              className="pictures__remove"
              onClick={() => onChange(paths.filter((one) => one !== path))}
            >
              移除
            </View>
          </View>
        ))}
      </View>
      {paths.length < PICTURES.most && (
        <Button id="ask-picture-add" kind="plain" small onClick={choose}>
          添加图片
        </Button>
      )}
    </View>
  )
}

/** What was chosen; nothing when the person changed their mind. */
export async function choosePictures(count: number): Promise<string[]> {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count,
      mediaType: ['image'],
      sizeType: ['compressed'],
      sourceType: ['album', 'camera'],
    })
    return tempFiles.map(({ tempFilePath }) => tempFilePath)
  } catch {
    return []
  }
}
