package openim.verify.client.file;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.client.ApiResult;
import openim.verify.client.Asked;
import openim.verify.client.Token;
import openim.verify.client.api.ObjectApi;
import openim.verify.client.api.ObjectApi.Initiated;
import openim.verify.client.api.ObjectApi.SignedPart;
import openim.verify.client.net.HttpAnswer;
import openim.verify.client.net.HttpCall;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;

/** One upload on its way. */
record Uploading(
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
        ApiResult<String> completed = objects.complete(upload.uploadId(), parts.md5s(), name.value(), token, deadline);
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
            HttpAnswer answer = hosts.send(HttpCall.put(url, part.headers(), parts.part(part.number())), tls, deadline);
            return answer.status() == 200
                    ? Optional.empty()
                    : Optional.of(StoreErrors.rejected(FileStep.PUT, url, answer));
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
