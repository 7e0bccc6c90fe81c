# The worker with its production dependencies, and nothing else: docs/operations.md tells how it is built and run.
ARG NODE=node:20.20.2-bookworm-slim

# What npm needs, so that a change of the code alone installs nothing again.
FROM ${NODE} AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/feel/package.json packages/feel/
COPY packages/runtime/package.json packages/runtime/
COPY packages/connector/package.json packages/connector/

FROM manifests AS dependencies
RUN npm ci --omit=dev -w packages/connector && rm .npmrc package-lock.json

FROM manifests AS build
RUN npm ci
COPY . .
RUN npx tsc -b packages/connector \
  && rm -rf .npmrc node_modules package-lock.json tsconfig.base.json packages/*/src packages/*/tsconfig.json packages/*/dist/.tsbuildinfo

FROM ${NODE}
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app ./
COPY --from=build /app ./
# The user `node` of the image, as a number: Kubernetes' runAsNonRoot understands no names. All files are root's.
USER 1000:1000
EXPOSE 8086
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["node", "/app/packages/connector/bin/healthcheck.mjs"]
ENTRYPOINT ["node", "/app/packages/connector/bin/camunda-sqs-connector.mjs"]
CMD ["run"]
