'use strict';

globalThis.offloopPreloaded = true;
