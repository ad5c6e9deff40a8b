import { expect } from 'chai'
import express from 'express'
import { z } from 'zod'
import type { AnyPosts } from '../../server/requests/posts.ts'
import { createCookies } from '../../server/sessions/cookies.ts'
import { type ApiDeps, addApiRoutes } from '../../server/transport/http/api-routes.ts'

describe('the paths of the API', () => {
  const post = { takes: z.strictObject({}), answer: () => Promise.reject(new Error('Nobody asks.')) }

  function serve(...posts: AnyPosts[]): void {
    const deps: ApiDeps = {
      posts,
      gets: {},
      readContext: () => {
        throw new Error('Nobody asks.')
      },
      cookies: createCookies({ secure: false }),
      origins: { home: 'http://localhost:3000', origins: ['http://localhost:3000'] },
      reach: { onElsewhere: () => {} },
    }
    addApiRoutes(express(), deps)
  }

  it('are each answered by one feature: a second one for the same path stops the start', () => {
    serve({ '/api/one': post }, { '/api/other': post })
    expect(() => serve({ '/api/one': post }, { '/api/other': post, '/api/one': post })).to.throw('/api/one')
  })
})
