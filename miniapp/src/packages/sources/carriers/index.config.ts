export default definePageConfig({ navigationBarTitleText: '谁在带动', enablePullDownRefresh: true })
