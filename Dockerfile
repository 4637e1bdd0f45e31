# The command alone, in an image that has nothing else: docker build --tag watching-brief .
FROM rust:1-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /source
COPY . .
RUN cargo build --profile dist --locked --bin brief

FROM scratch
COPY --from=build /source/target/dist/brief /brief
COPY LICENSE-MIT LICENSE-APACHE /
# Nobody in particular: files are read and written as the user whom `docker run --user` names.
USER 65534:65534
WORKDIR /pilots
ENTRYPOINT ["/brief"]
