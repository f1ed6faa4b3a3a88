// What scripts add to pages that work without them.

import { offerFilters } from "./filter.js";
import { listen } from "./keys.js";
import { offerLink } from "./links.js";
import { offerPng } from "./pictures.js";

offerPng();
offerFilters();
offerLink();
listen();
