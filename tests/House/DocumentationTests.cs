using System.Text.RegularExpressions;
using Cabildo.Testing;

namespace Cabildo.House.Tests;

/// <summary>Links lead somewhere.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Pages => [.. CheckoutFiles.Under().Where(file => file.EndsWith(".md", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Pages))]
    public void Every_relative_link_of_a_page_resolves(string page)
    {
        var broken = LinksOf(page).Where(link => !Resolves(page, link));

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_page_of_docs_can_be_reached_from_the_readme()
    {
        var (reached, open) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>(["README.md"]));
        while (open.TryDequeue(out var page))
        {
            if (reached.Add(page) && page.EndsWith(".md", StringComparison.Ordinal) && File.Exists(Repository.File(page)))
                LinksOf(page).Select(link => Target(page, link)).ToList().ForEach(open.Enqueue);
        }

        Assert.Empty(CheckoutFiles.Under("docs").Where(file => file.EndsWith(".md", StringComparison.Ordinal)).Except(reached, StringComparer.Ordinal));
    }

    private static bool Resolves(string page, string link)
    {
        var target = Repository.File(Target(page, link));
        if (!link.Contains('#', StringComparison.Ordinal) || !target.EndsWith(".md", StringComparison.Ordinal))
            return File.Exists(target) || Directory.Exists(target);
        return File.Exists(target) && Anchors(target).Contains(link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);
    }

    private static string Target(string page, string link)
    {
        var path = Uri.UnescapeDataString(link.Split('#')[0]);
        var target = path.Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, path);
        return Path.GetRelativePath(Repository.Root, Repository.File(target)).Replace('\\', '/');
    }

    private static IEnumerable<string> LinksOf(string page) =>
        from Match link in Link().Matches(Prose(page))
        let address = link.Groups["address"].Value
        where !address.Contains("://", StringComparison.Ordinal) && !address.StartsWith("mailto:", StringComparison.Ordinal)
        select address;

    // Code is not prose: what looks like a link in it is an index or a lambda.
    private static string Prose(string page) => InlineCode().Replace(CodeBlock().Replace(File.ReadAllText(Repository.File(page)), ""), "");

    // As the usual viewers make them: lower case, hyphens for spaces, no other punctuation.
    private static IEnumerable<string> Anchors(string file) =>
        from Match heading in Heading().Matches(CodeBlock().Replace(File.ReadAllText(file), ""))
        let text = heading.Groups["text"].Value.Trim().ToLowerInvariant()
        select string.Concat(text.Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<address>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Heading();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`[^`\n]*`", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex InlineCode();
}
