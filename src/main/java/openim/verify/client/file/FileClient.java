package openim.verify.client.file;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Asked;
import openim.verify.client.Latencies;
import openim.verify.client.Token;
import openim.verify.client.api.ObjectApi;
import openim.verify.client.api.ObjectApi.Initiated;
import openim.verify.client.api.ObjectApi.PartLimit;
import openim.verify.client.api.ObjectApi.SignedPart;
import openim.verify.client.file.Content.ContentComparison;
import openim.verify.client.net.HttpAnswer;
import openim.verify.client.net.HttpCall;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;
import openim.verify.verdict.Latency;

/**
 * Uploads and downloads as a client outside does: by presigned URLs, on the address that it is given.
 *
 * <p>A transfer as a whole has one deadline, which closes whatever is open then. Nothing is repeated. Safe for all threads.
 */
public final class FileClient {

    /** A link that leads on more often than this leads in a circle. */
    private static final int MOST_LEGS = 5;

    private final ObjectApi objects;
    private final Tls tls;
    private final OwnHosts hosts;
    private final Duration transferDeadline;
    private final Latencies latencies;

    /**
     * @param hosts whose addresses may be contacted of those that OpenIM sends clients to
     * @param transferDeadline how long an upload or a download may take as a whole
     * @param latencies told how long those took that came to a good end
     */
    public FileClient(ObjectApi objects, Tls tls, OwnHosts hosts, Duration transferDeadline, Latencies latencies) {
        this.objects = objects;
        this.tls = tls;
        this.hosts = hosts;
        this.transferDeadline = transferDeadline;
        this.latencies = latencies;
    }

    /**
     * Uploads, in as many parts as it takes.
     *
     * @param name below the id of the user whose token it is
     * @throws IllegalArgumentException if the content's bytes are not known
     */
    public Upload upload(ObjectName name, Content content, Token token) {
        Upload upload =
                new Uploading(objects, tls, hosts, Deadline.in(transferDeadline), name, content.parts(), token).run();
        upload.put().ifPresent(done -> latencies.took(Latency.Step.UPLOAD, done.took()));
        return upload;
    }

    /**
     * Asks for leave to put a file of one part, and puts nothing yet.
     *
     * @param content fresh: for known bytes there is nothing to put
     */
    public ApiResult<FreshPut> askToPut(ObjectName name, Content content, Token token) {
        UploadParts parts = content.parts();
        ApiResult<Initiated> initiated =
                objects.initiate(name.value(), parts.hash(), parts.totalSize(), UploadParts.SIZE, token);
        return ApiResult.with(
                initiated.answer(),
                () -> new FreshPut(
                        initiated.value().map(Initiated::uploadId).orElse(""),
                        initiated.value().stream()
                                .flatMap(upload -> upload.parts().stream())
                                .findFirst()
                                .orElseThrow(() -> new IllegalArgumentException("no URL was signed")),
                        content));
    }

    /** Puts the bytes; empty if they were taken. */
    public Optional<FileFailure> put(FreshPut leave) {
        Deadline deadline = Deadline.in(transferDeadline);
        URI url = leave.part().url();
        try {
            HttpAnswer answer = leave.put(hosts, tls, deadline);
            return answer.status() == 200
                    ? Optional.empty()
                    : Optional.of(FileFailure.Rejected.by(FileStep.PUT, url, answer));
        } catch (NotConnected none) {
            return Optional.of(unanswered(FileStep.PUT, url, none, deadline));
        }
    }

    /**
     * Says that all is put.
     *
     * @param md5s of the parts, as somebody claims them to be
     */
    public ApiResult<String> complete(FreshPut leave, List<String> md5s, ObjectName name, Token token) {
        return objects.complete(leave.uploadId(), md5s, name.value(), token, Deadline.in(transferDeadline));
    }

    /** The limits that uploads have to keep to. */
    public ApiResult<PartLimit> partLimit(Token token) {
        return objects.limits(token);
    }

    /** The same as {@link #download}, by the presigned URL that OpenIM gives on asking. */
    public Download downloadByAccessUrl(ObjectName name, Content expected, Token token) {
        Deadline deadline = Deadline.in(transferDeadline);
        ApiResult<URI> presigned = objects.accessUrl(name.value(), token);
        return presigned
                .value()
                .map(url -> get(name, url, expected, deadline))
                .orElseGet(() -> new Download.Failed(
                        name, Optional.empty(), new FileFailure.ByOpenIm(FileStep.ACCESS_URL, presigned.answer())));
    }

    /** Downloads and compares, as the bytes come. It takes no token. */
    public Download download(ObjectName name, Content expected) {
        Deadline deadline = Deadline.in(transferDeadline);
        URI asked = linkTo(name);
        try {
            HttpAnswer redirect = HttpCall.get(asked).send(tls, deadline);
            Optional<URI> presigned = redirect.location().flatMap(FileClient::absolute);
            if (redirect.status() != 302 || presigned.isEmpty()) {
                return new Download.Failed(
                        name, Optional.empty(), FileFailure.Rejected.by(FileStep.REDIRECT, asked, redirect));
            }
            Download download = get(name, presigned.get(), expected, deadline);
            if (download instanceof Download.Equal) {
                latencies.took(Latency.Step.DOWNLOAD, deadline.elapsed());
            }
            return download;
        } catch (NotConnected none) {
            return new Download.Failed(name, Optional.empty(), unanswered(FileStep.REDIRECT, asked, none, deadline));
        }
    }

    /** The link to a file as it should be, by the address that we have of the API. */
    public URI linkTo(ObjectName name) {
        return URI.create(objects.base().toString().replaceAll("/+$", "") + "/object/" + name.path());
    }

    /** The same by a link that OpenIM gave, as whoever clicks on it does: wherever it leads on to. */
    public Download downloadByLink(ObjectName name, URI link, Content expected) {
        Deadline deadline = Deadline.in(transferDeadline);
        URI next = link;
        try {
            for (int leg = 1; ; leg++) {
                ContentComparison comparison = new ContentComparison(expected);
                HttpAnswer answer = hosts.send(HttpCall.get(next), tls, deadline, comparison);
                Optional<URI> onwards = answer.location().flatMap(FileClient::absolute);
                if (answer.status() == 200) {
                    return compared(name, Optional.of(Asked.origin(next)), comparison, answer);
                }
                if (answer.status() / 100 != 3 || onwards.isEmpty() || leg == MOST_LEGS) {
                    return new Download.Failed(
                            name, Optional.empty(), FileFailure.Rejected.by(FileStep.LINK, next, answer));
                }
                next = onwards.get();
            }
        } catch (NotConnected none) {
            return new Download.Failed(name, Optional.empty(), unanswered(FileStep.LINK, next, none, deadline));
        }
    }

    private static Download compared(
            ObjectName name, Optional<String> signedFor, ContentComparison comparison, HttpAnswer answer) {
        return comparison
                .difference()
                .<Download>map(what -> new Download.Differs(name, signedFor, what, answer.took()))
                .orElseGet(() -> new Download.Equal(name, signedFor, comparison.count(), answer.took()));
    }

    private Download get(ObjectName name, URI presigned, Content expected, Deadline deadline) {
        Optional<String> signedFor = Optional.of(Asked.origin(presigned));
        ContentComparison comparison = new ContentComparison(expected);
        try {
            HttpAnswer got = hosts.send(HttpCall.get(presigned), tls, deadline, comparison);
            if (got.status() != 200) {
                return new Download.Failed(name, signedFor, FileFailure.Rejected.by(FileStep.GET, presigned, got));
            }
            return compared(name, signedFor, comparison, got);
        } catch (NotConnected none) {
            return new Download.Failed(name, signedFor, unanswered(FileStep.GET, presigned, none, deadline));
        }
    }

    private static Optional<URI> absolute(String location) {
        try {
            return Optional.of(URI.create(location)).filter(u -> u.getRawAuthority() != null);
        } catch (IllegalArgumentException strange) {
            return Optional.empty();
        }
    }

    static FileFailure unanswered(FileStep step, URI url, NotConnected none, Deadline deadline) {
        return new FileFailure.Unanswered(
                step, new Answer.NoReply(Asked.of(url, ""), none.failure(), none.words(), deadline.elapsed()));
    }

    /** One upload on its way. */
    private record Uploading(
            ObjectApi objects,
            Tls tls,
            OwnHosts hosts,
            Deadline deadline,
            ObjectName name,
            UploadParts parts,
            Token token) {

        Upload run() {
            ApiResult<Initiated> initiated =
                    objects.initiate(name.value(), parts.hash(), parts.totalSize(), UploadParts.SIZE, token);
            if (initiated.value().isEmpty()) {
                return failed(Optional.empty(), new FileFailure.ByOpenIm(FileStep.INITIATE, initiated.answer()));
            }
            Initiated upload = initiated.value().get();
            if (upload.isThereAlready()) {
                return new Upload.Done(
                        name, upload.link(), Optional.empty(), parts.hash(), List.of(), 0, true, deadline.elapsed());
            }
            if (upload.partSize() != UploadParts.SIZE) {
                throw new IllegalArgumentException("the server cuts parts of " + upload.partSize() + " bytes, not of "
                        + UploadParts.SIZE + ": the file is too big for this");
            }
            return put(upload);
        }

        private Upload put(Initiated upload) {
            List<SignedPart> signed = new ArrayList<>(upload.parts());
            List<Integer> unsigned = unsigned(signed);
            if (!unsigned.isEmpty()) {
                ApiResult<List<SignedPart>> more = objects.authSign(upload.uploadId(), unsigned, token);
                if (more.value().isEmpty()) {
                    return failed(signedFor(signed), new FileFailure.ByOpenIm(FileStep.INITIATE, more.answer()));
                }
                signed.addAll(more.value().get());
            }
            for (SignedPart part : signed) {
                Optional<FileFailure> failure = put(part);
                if (failure.isPresent()) {
                    return failed(Optional.of(Asked.origin(part.url())), failure.get());
                }
            }
            ApiResult<String> completed =
                    objects.complete(upload.uploadId(), parts.md5s(), name.value(), token, deadline);
            return completed
                    .value()
                    .<Upload>map(link -> new Upload.Done(
                            name,
                            link,
                            signedFor(signed),
                            parts.hash(),
                            signed.stream()
                                    .map(part -> part.url().getRawPath())
                                    .distinct()
                                    .toList(),
                            signed.size(),
                            false,
                            deadline.elapsed()))
                    .orElseGet(() ->
                            failed(signedFor(signed), new FileFailure.ByOpenIm(FileStep.COMPLETE, completed.answer())));
        }

        private List<Integer> unsigned(List<SignedPart> signed) {
            Set<Integer> numbers = signed.stream().map(SignedPart::number).collect(Collectors.toSet());
            return parts.numbers().stream().filter(n -> !numbers.contains(n)).toList();
        }

        private Optional<FileFailure> put(SignedPart part) {
            URI url = part.url();
            try {
                HttpAnswer answer =
                        hosts.send(HttpCall.put(url, part.headers(), parts.part(part.number())), tls, deadline);
                return answer.status() == 200
                        ? Optional.empty()
                        : Optional.of(FileFailure.Rejected.by(FileStep.PUT, url, answer));
            } catch (NotConnected none) {
                return Optional.of(FileClient.unanswered(FileStep.PUT, url, none, deadline));
            }
        }

        private static Optional<String> signedFor(List<SignedPart> signed) {
            return signed.stream().findFirst().map(p -> Asked.origin(p.url()));
        }

        private Upload failed(Optional<String> signedFor, FileFailure failure) {
            return new Upload.Failed(name, signedFor, failure);
        }
    }

    /** The steps of a file's way, in their order. */
    public enum FileStep {
        /** openim-api is asked for leave to upload. */
        INITIATE("asking for an upload"),
        /** The bytes are put on the presigned URL. */
        PUT("the presigned PUT"),
        /** openim-api is told that all parts are there. */
        COMPLETE("completing the upload"),
        /** openim-api is asked where the file is. */
        REDIRECT("asking for the file"),
        /** openim-api is asked for a presigned URL of the file. */
        ACCESS_URL("asking for an access URL"),
        /** The bytes are got from the presigned URL. */
        GET("the presigned GET"),
        /** The bytes are got by the link that clients put into their messages. */
        LINK("the link to the file");

        private final String words;

        FileStep(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
