export default definePageConfig({ navigationBarTitleText: '求推荐' })
