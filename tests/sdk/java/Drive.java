// The scenario, with the Java client of openapi-generator.

import archive.ApiClient;
import archive.ApiException;
import archive.api.ArticlesApi;
import archive.api.ArticlesApi.APIArticlesRetrieveRequest;
import archive.api.ChangesApi;
import archive.api.ChangesApi.APIChangesListRequest;
import archive.api.DocumentsApi;
import archive.api.DocumentsApi.APIDocumentsCreateRequest;
import archive.api.IncidentsApi;
import archive.api.IncidentsApi.APIIncidentsChangeRequest;
import archive.api.IncidentsApi.APIIncidentsCreateRequest;
import archive.api.IncidentsApi.APIIncidentsExportRequest;
import archive.api.IncidentsApi.APIIncidentsListRequest;
import archive.api.IncidentsApi.APIIncidentsRetrieveRequest;
import archive.api.PlacesApi;
import archive.api.PlacesApi.APIPlacesRetrieveRequest;
import archive.model.Change;
import archive.model.Count;
import archive.model.DateMatch;
import archive.model.DocumentFormat;
import archive.model.IncidentFormat;
import archive.model.IncidentPatch;
import archive.model.IncidentWrite;
import archive.model.Problem;
import archive.model.ValidationProblem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class Drive {
    interface Request {
        Object send() throws ApiException;
    }

    static final ApiClient client = new ApiClient();
    static final ApiClient writer = new ApiClient();
    static final ObjectMapper json = new ObjectMapper();
    static IncidentsApi incidents;

    static Object filters() throws ApiException {
        var page = incidents.incidentsList(APIIncidentsListRequest.newBuilder()
            .eventType("ASSAULT,COERCE")
            .context(List.of("military", "military,diplomatic"))
            .participantRole(List.of("perpetrator"))
            .dateAfter(LocalDate.of(2024, 7, 1))
            .dateBefore(LocalDate.of(2024, 8, 31))
            .dateMatch(DateMatch.POSSIBLE)
            .updatedAfter(OffsetDateTime.parse("2024-01-01T00:00:00+02:00"))
            .count(Count.EXACT)
            .build());
        var titles = page.getResults().stream().map(incident -> incident.getTitle()).toList();
        return Map.of("count", page.getCount(), "titles", titles);
    }

    static Object pages() throws ApiException {
        var sizes = new ArrayList<Integer>();
        var uids = new ArrayList<String>();
        String cursor = null;
        do {
            var page = incidents.incidentsList(
                APIIncidentsListRequest.newBuilder().limit(2).cursor(cursor).build());
            sizes.add(page.getResults().size());
            page.getResults().forEach(incident -> uids.add(incident.getUid()));
            cursor = page.getNextCursor();
        } while (cursor != null);
        return Map.of("sizes", sizes, "uids", uids);
    }

    static Object expand() throws ApiException {
        var incident = incidents.incidentsRetrieve(APIIncidentsRetrieveRequest.newBuilder()
            .uid(System.getenv("INCIDENT")).expand("actors,places").build());
        var actor = incident.getParticipants().get(1).getActor();
        var place = incident.getPlaces().get(0).getPlace();
        return Map.of(
            "actor", Arrays.asList(
                actor.getName(), actor.getKind(), actor.getSector(), actor.getCountry()),
            "place", Arrays.asList(
                place.getName(), place.getKind(), place.getCountry(),
                place.getLat(), place.getLon()));
    }

    static Object nulls() throws ApiException {
        var incident = incidents.incidentsRetrieve(APIIncidentsRetrieveRequest.newBuilder()
            .uid(System.getenv("EMPTY_INCIDENT")).build());
        var article = new ArticlesApi(client).articlesRetrieve(APIArticlesRetrieveRequest
            .newBuilder().uid(System.getenv("EMPTY_ARTICLE")).build());
        var place = new PlacesApi(client).placesRetrieve(APIPlacesRetrieveRequest
            .newBuilder().uid(System.getenv("EMPTY_PLACE")).build());
        var date = incident.getDate();
        var published = article.getPublished();
        return Map.of(
            "incident", Arrays.asList(
                incident.getSummary(), incident.getEventMode(), incident.getCameoCode(),
                incident.getAcledEventType(), incident.getAcledSubEventType(),
                incident.getUcdpViolenceType(), date.getText(), date.getEarliest(),
                date.getLatest(), date.getBasis(), date.getNote(), date.getEdtf()),
            "article", Arrays.asList(
                article.getSource(), article.getOriginalUrl(), article.getByline(),
                article.getLanguage(), article.getText(), article.getRevision(),
                published.getRaw(), published.getDay(), published.getAt()),
            "place", Arrays.asList(
                place.getCountry(), place.getParent(), place.getLat(), place.getLon(),
                place.getCoordinateBasis()));
    }

    static Object export() throws Exception {
        File file = incidents.incidentsExport(
            APIIncidentsExportRequest.newBuilder().format(IncidentFormat.NDJSON).build());
        var titles = new ArrayList<String>();
        var complete = false;
        try (BufferedReader lines = Files.newBufferedReader(file.toPath())) {
            for (String line; (line = lines.readLine()) != null; ) {
                JsonNode record = json.readTree(line);
                if (record.has("title")) {
                    titles.add(record.get("title").asText());
                }
                complete = record.path("_complete").asBoolean();
            }
        }
        Files.delete(file.toPath());
        return Map.of("titles", titles, "complete", complete);
    }

    static <T> T problem(Class<T> type, Request request) throws Exception {
        try {
            request.send();
        } catch (ApiException error) {
            return client.getObjectMapper().readValue(error.getResponseBody(), type);
        }
        throw new IllegalStateException("no problem");
    }

    static Object problem400() throws Exception {
        var asked = APIIncidentsListRequest.newBuilder().q("\"Al-Asad").build();
        var problem = problem(ValidationProblem.class, () -> incidents.incidentsList(asked));
        var fault = problem.getErrors().get(0);
        return Arrays.asList(
            problem.getStatus(), problem.getTitle(), fault.getParameter(), fault.getCode(),
            fault.getPosition());
    }

    static Object problem404() throws Exception {
        var asked = APIIncidentsRetrieveRequest.newBuilder()
            .uid(System.getenv("NO_INCIDENT")).build();
        var problem = problem(Problem.class, () -> incidents.incidentsRetrieve(asked));
        return Arrays.asList(problem.getStatus(), problem.getTitle());
    }

    static Object problem429() throws Exception {
        var limited = new ApiClient();
        limited.updateBaseUri(System.getenv("LIMITED_URL"));
        var asked = APIIncidentsListRequest.newBuilder().count(Count.EXACT).build();
        var problem = problem(
            Problem.class, () -> new IncidentsApi(limited).incidentsList(asked));
        return Arrays.asList(problem.getStatus(), problem.getTitle());
    }

    static List<Change> changesSince(long seq) throws ApiException {
        var found = new ArrayList<Change>();
        var cursor = Long.toString(seq);
        while (cursor != null) {
            var page = new ChangesApi(writer).changesList(APIChangesListRequest.newBuilder()
                .since(Long.valueOf(cursor)).limit(50).build());
            found.addAll(page.getResults());
            cursor = page.getNextCursor();
        }
        return found;
    }

    static Object write() throws Exception {
        var api = new IncidentsApi(writer);
        var all = changesSince(0);
        var before = all.get(all.size() - 1).getSeq();
        var creation = APIIncidentsCreateRequest.newBuilder()
            .idempotencyKey(System.getenv("KEY"))
            .incidentWrite(new IncidentWrite()
                .title("A march through the old town")
                .eventType("PROTEST")
                .summary("First reports."))
            .build();
        var created = api.incidentsCreate(creation);
        var again = api.incidentsCreate(creation);
        var change = APIIncidentsChangeRequest.newBuilder()
            .uid(created.getUid())
            .ifMatch(created.getEtag())
            .incidentPatch(new IncidentPatch().title("Two marches through the old town"))
            .build();
        var changed = api.incidentsChange(change);
        var stale = problem(Problem.class, () -> api.incidentsChange(change));
        var changes = changesSince(before).stream()
            .map(each -> List.of(each.getOp(), each.getType())).toList();
        return Map.of(
            "created", Arrays.asList(created.getTitle(), created.getReviewStatus()),
            "created_once", again.getUid().equals(created.getUid()),
            "changed", Arrays.asList(changed.getTitle(), changed.getSummary()),
            "etag_is_new", !changed.getEtag().equals(created.getEtag()),
            "problem_412", Arrays.asList(stale.getStatus(), stale.getTitle()),
            "changes", changes);
    }

    static Object document() throws Exception {
        var story = Files.createTempFile("march", ".txt");
        Files.writeString(story, "A march through the old town\n\nIt was the "
            + System.getenv("KEY") + "th march.\n");
        var request = APIDocumentsCreateRequest.newBuilder()
            .format(DocumentFormat.TEXT).body(story.toFile()).build();
        var taken = new DocumentsApi(writer).documentsCreate(request);
        var again = new DocumentsApi(writer).documentsCreate(request);
        Files.delete(story);
        var outcomes = Stream.of(taken, again).flatMap(report -> report.getOutcomes().stream())
            .map(each -> each.getOutcome()).toList();
        return Map.of(
            "format", taken.getFormat(),
            "created", List.of(taken.getTotals().getCreated(), again.getTotals().getCreated()),
            "outcomes", outcomes);
    }

    public static void main(String[] arguments) throws Exception {
        client.updateBaseUri(System.getenv("ARCHIVE_URL"));
        incidents = new IncidentsApi(client);
        writer.updateBaseUri(System.getenv("ARCHIVE_URL"));
        writer.setRequestInterceptor(request ->
            request.header("Authorization", "Bearer " + System.getenv("TOKEN")));
        var found = new LinkedHashMap<String, Object>();
        found.put("filters", filters());
        found.put("pages", pages());
        found.put("expand", expand());
        found.put("nulls", nulls());
        found.put("export", export());
        found.put("problem_400", problem400());
        found.put("problem_404", problem404());
        found.put("problem_429", problem429());
        found.put("write", write());
        found.put("document", document());
        System.out.println(json.writeValueAsString(found));
    }
}
