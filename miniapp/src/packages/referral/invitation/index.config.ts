export default definePageConfig({ navigationBarTitleText: '朋友的推荐' })
