import { z } from 'zod'
import { list, text, variable } from '../../settings/variable.ts'
import { accentColour, supportAddress } from './readers.ts'

/** Settings for the name, look and help of the site. */
export const SITE_VARIABLES = {
  SITE_NAME: variable({
    schema: text()
      .max(64, 'must be at most 64 characters')
      .regex(/^\P{C}*$/u, 'must have no invisible characters and no line breaks'),
    default: 'Rekey',
    meaning: 'Name of the site, shown on pages and by passkey managers.',
    example: 'Example',
  }),
  SUPPORT_URL: variable({
    schema: text().transform(supportAddress),
    default: 'none',
    meaning:
      'Where people get help: a page of yours, or `mailto:` with an address. Pages link to it wherever someone cannot continue alone.',
    example: 'https://www.example.com/help',
  }),
  LOGO_FILE: variable({
    schema: list().pipe(z.array(z.string()).max(2, 'must be one file, or two with a comma between')),
    default: 'the icon',
    meaning:
      'Your logo, SVG or PNG, at the top of every page. A second file after a comma is for dark pages; without one, the logo gets a light background there.',
    example: '/var/lib/rekey/logo.svg,/var/lib/rekey/logo-dark.svg',
    path: true,
    list: true,
  }),
  ICON_FILE: variable({
    schema: text(),
    default: 'a picture of a key',
    meaning: 'Your square icon, SVG or PNG, for tabs and bookmarks.',
    example: '/var/lib/rekey/icon.svg',
    path: true,
  }),
  TOUCH_ICON_FILE: variable({
    schema: text(),
    default: 'a picture of a key, or none if you set an icon or colour of your own',
    meaning: 'Your square icon for the home screens of phones: a PNG of 180 pixels a side or more.',
    example: '/var/lib/rekey/touch-icon.png',
    path: true,
  }),
  ACCENT_COLOR: variable({
    schema: text().transform(accentColour),
    default: 'a green',
    meaning:
      'Colour of buttons and links, as `#rrggbb`. A second one after a comma is for dark pages; without one, it is made from the first. One that is hard to read stops the start.',
    example: '#7a1fa2',
  }),
} as const
