# Rekey in one image: `docker build -t rekey .`; docker-compose.yml puts Redis, PostgreSQL and TLS around it.

FROM node:24-slim AS build
WORKDIR /app
# The dependencies first: they change less often than the sources, and are then taken from the cache.
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.base.json vite.config.ts ./
COPY tools tools
COPY shared shared
COPY server server
COPY web web
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production \
    DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist/server dist/server
COPY --from=build /app/dist/web dist/web
# What is made here is the server's; what it runs is not.
RUN mkdir --mode=0700 /data && chown node:node /data
USER node
# The SQLite file and the secret, when no DATABASE_URL and no SECRET are given.
VOLUME /data
EXPOSE 3000
# The image has no curl, and needs none.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# No shell and no npm in between: SIGTERM reaches the server, which tells its pages to reconnect.
CMD ["node", "dist/server/main.js"]
