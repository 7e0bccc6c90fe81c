# The worker as one program, and nothing else: docs/operations.md tells how it is built and run.
ARG NODE=node:20.20.2-bookworm-slim

FROM ${NODE} AS build
WORKDIR /app
# What npm needs comes first, so that a change of the code alone installs nothing again.
COPY package.json package-lock.json .npmrc ./
COPY packages/feel/package.json packages/feel/
COPY packages/runtime/package.json packages/runtime/
COPY packages/connector/package.json packages/connector/
RUN npm ci
COPY . .
RUN npx tsc -b packages/connector && node scripts/bundle.mjs

FROM ${NODE}
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/LICENSE /app/NOTICE ./
COPY --from=build /app/packages/connector/package.json packages/connector/
COPY --from=build /app/packages/connector/bin packages/connector/bin
COPY --from=build /app/packages/connector/dist/command packages/connector/dist/command
# The user `node` of the image, as a number: Kubernetes' runAsNonRoot understands no names. All files are root's.
USER 1000:1000
EXPOSE 8086
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["node", "/app/packages/connector/bin/healthcheck.mjs"]
ENTRYPOINT ["node", "/app/packages/connector/bin/camunda-sqs-connector.mjs"]
CMD ["run"]
