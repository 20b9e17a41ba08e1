import { Module } from '@nestjs/common'
import { SourcesController } from './sources.controller'
import { SourcesService } from './sources.service'
import { TreesService } from './trees.service'

@Module({ controllers: [SourcesController], providers: [SourcesService, TreesService] })
export class SourcesModule {}
