import { View } from '@tarojs/components'
import './consents.scss'

/** The whole text of a purpose, never behind a tap. */
export function ConsentText({ body }: { body: string }) {
  return (
    <>
      {body.split('\n').map((paragraph, index) => (
        <View className="consent__text" key={index}>
          {paragraph}
        </View>
      ))}
    </>
  )
}
