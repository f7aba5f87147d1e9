import { Module } from '@nestjs/common';
import { EventBus } from './event-bus.js';

/** The one event bus of the process. Who tells or listens imports it. */
@Module({ providers: [EventBus], exports: [EventBus] })
export class EventsModule {}
