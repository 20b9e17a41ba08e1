import { Module } from '@nestjs/common'
import { ApprovalService } from './approval.service'
import { ContentsController } from './contents.controller'
import { LibraryService } from './library.service'

@Module({ controllers: [ContentsController], providers: [ApprovalService, LibraryService] })
export class ContentsModule {}
