#compdef brief
# zsh completion for brief
_brief() {
    local line files folders
    local -a whole open
    for line in "${(@f)$("${words[1]}" completions zsh -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        case $line in
            '') ;;
            :files) files=1 ;;
            :folders) folders=1 ;;
            *) if [[ ${line%%$'\t'*} == *= ]]; then
                   open+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
               else
                   whole+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
               fi ;;
        esac
    done
    (( $#whole )) && _describe 'brief' whole
    # What comes behind the sign belongs to the same word.
    (( $#open )) && _describe 'brief' open -S ''
    [[ -n $files ]] && _files
    [[ -n $folders ]] && _files -/
    return 0
}
if [[ $funcstack[1] == _brief ]]; then
    _brief "$@"
else
    compdef _brief brief
fi
